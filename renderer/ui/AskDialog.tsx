import type { ReactNode, RefObject } from 'react';
import { useLanguage } from '../i18n/language.ts';
import css from './AskDialog.module.css';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

interface AskDialogProps {
  readonly title: string;
  /** The words on the button that does it. */
  readonly confirm: string;
  readonly isReady: boolean;
  /** Whether Enter is worth telling: not where the first thing to do is to choose. */
  readonly tellsEnter?: boolean;
  readonly form?: RefObject<HTMLFormElement | null>;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal question: a title, what is asked, the button that does it and the one that leaves all as it is. */
export function AskDialog({
  title,
  confirm,
  isReady,
  tellsEnter = false,
  form,
  onConfirm,
  onClose,
  children,
}: AskDialogProps) {
  const { t } = useLanguage();
  return (
    <Dialog label={title} onClose={onClose}>
      <form
        {...(form === undefined ? {} : { ref: form })}
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onConfirm();
        }}
      >
        <h2 dir="auto">{title}</h2>
        {children}
        <div className={css['buttons']}>
          <Button type="submit" look="main" disabled={!isReady} {...(tellsEnter ? { keyHint: 'Enter' } : {})}>
            {confirm}
          </Button>
          <Button keyHint="Esc" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
