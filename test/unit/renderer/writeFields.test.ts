import { describe, expect, it } from 'vitest';
import { writeRequests } from '../../../preload/contract/writes.ts';
import { fieldsOf, withFields, type WriteField } from '../../../renderer/call/writes/writeFields.ts';
import { sampleWrites } from '../../renderer/writes.ts';

const agentWrite = writeRequests.writes.edit.input.shape.write;
const changed = (fields: readonly WriteField[], name: WriteField['name'], value: string) =>
  fields.map((field) => (field.name === name ? { name, value } : field));
const sample = (kind: (typeof sampleWrites)[number]['kind']) => {
  const found = sampleWrites.find((write) => write.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};

describe('a write that is edited', () => {
  it.each(sampleWrites)(
    '$kind stays as it was while nothing is changed, and is one the contract takes',
    (write) => {
      const edited = withFields(write, fieldsOf(write));
      expect(edited).toEqual(write);
      expect(agentWrite.safeParse(edited).success).toBe(true);
    },
  );

  it('keeps all that no field shows', () => {
    const write = sample('createTask');
    const edited = withFields(write, changed(fieldsOf(write), 'text', ' Call back '));
    expect(edited).toEqual({ ...write, text: 'Call back' });
  });

  it('has phones one a line, without empty ones; what was there before stays what is compared with', () => {
    const write = sample('patchContact');
    const edited = withFields(write, changed(fieldsOf(write), 'phones', ' +1 202 555-0143\n\n 123 '));
    expect(edited).toMatchObject({
      phones: { before: ['+1 202 555-0143'], after: ['+1 202 555-0143', '123'] },
    });
  });

  it('takes a price with blanks, none, and nothing that is no price', () => {
    const write = sample('createLead');
    const priced = (text: string) => withFields(write, changed(fieldsOf(write), 'price', text));
    expect(priced('1 234 567')).toMatchObject({ price: 1_234_567 });
    expect(priced('')).toMatchObject({ price: null });
    for (const text of ['-1', '1.5', 'much', '1e400']) expect(priced(text)).toBeNull();
  });

  it('cannot be saved without its name, its text or a time', () => {
    expect(withFields(sample('newContact'), changed(fieldsOf(sample('newContact')), 'name', ' '))).toBeNull();
    expect(withFields(sample('addNote'), changed(fieldsOf(sample('addNote')), 'text', ''))).toBeNull();
    expect(withFields(sample('moveTask'), changed(fieldsOf(sample('moveTask')), 'till', ''))).toBeNull();
  });
});
