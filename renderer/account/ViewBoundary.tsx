import { Component, type ReactNode } from 'react';

interface ViewBoundaryProps {
  readonly children: ReactNode;
  /** Said instead of the children after a bug in them. */
  readonly words: ReactNode;
}

/** Keeps a bug in one view or card from taking the whole window, and a call's result with it. */
export class ViewBoundary extends Component<ViewBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.words : this.props.children;
  }
}
