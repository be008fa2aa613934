import { Component, type ComponentChildren } from 'preact';
import { crashText } from '../../../core/text/diagnostics';
import { version } from '../../../manifest.json';
import { copyText } from '../use/copy';

interface Props {
  report(where: string, message: string): void;
  children: ComponentChildren;
}

/** An error in a view ends in words that can be copied, never in a blank panel. */
export class ErrorBoundary extends Component<Props, { error: Error | null; copied: boolean }> {
  override state = { error: null as Error | null, copied: false };

  static override getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.report('panel', error instanceof Error ? error.message : String(error));
  }

  override render() {
    const { error, copied } = this.state;
    if (!error) return this.props.children;
    const text = crashText(error, version, navigator.userAgent);
    return (
      <main class="state-view">
        <div role="alert">
          <h1>The panel crashed</h1>
          <p>The inspected page is not affected. Please report this text:</p>
        </div>
        <textarea class="error-text" readOnly rows={8} aria-label="Error text" value={text} />
        <div class="actions">
          <button type="button" class="button" onClick={() => this.setState({ copied: copyText(text) })}>
            {copied ? 'Copied' : 'Copy'}
          </button>
          <button type="button" class="button" onClick={() => this.setState({ error: null, copied: false })}>
            Show the panel again
          </button>
        </div>
      </main>
    );
  }
}
