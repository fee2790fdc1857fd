import { expectTypeOf, it } from 'vitest';
import type { ContactOrCompanyCode } from '../../../entities/contactOrCompany.ts';
import type { FieldCode } from '../../../sandbox/demoData/fields.ts';

it('every custom field that is read is in the sandbox, or this does not compile', () => {
  expectTypeOf<ContactOrCompanyCode>().toExtend<FieldCode>();
});
