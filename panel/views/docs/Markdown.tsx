import type { Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import type { DocsLink, DocsPage } from '../../../core/docs/links';
import { targetOf } from './pages';

interface MarkdownProps {
  tokens: readonly Token[];
  page: DocsPage;
  onOpen(link: DocsLink): void;
}

/** Parsed Markdown as elements: what the docs use, and as text whatever else there is. */
export function Markdown({ tokens, page, onOpen }: MarkdownProps) {
  const inner = (list: readonly Token[] | undefined): ComponentChildren =>
    list ? <Markdown tokens={list} page={page} onOpen={onOpen} /> : null;
  return (
    <>
      {tokens.map((token, i) => (
        <Element key={i} token={token} inner={inner} page={page} onOpen={onOpen} />
      ))}
    </>
  );
}

interface ElementProps extends Omit<MarkdownProps, 'tokens'> {
  token: Token;
  inner(list: readonly Token[] | undefined): ComponentChildren;
}

function Element({ token, inner, page, onOpen }: ElementProps) {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      return <h3>{inner(token.tokens)}</h3>;
    case 'paragraph':
      return <p>{inner(token.tokens)}</p>;
    case 'strong':
      return <strong>{inner(token.tokens)}</strong>;
    case 'em':
      return <em>{inner(token.tokens)}</em>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and scrolling must be possible by keyboard.
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'list': {
      const items = (token as Tokens.List).items.map((item) => <li key={item.raw}>{inner(item.tokens)}</li>);
      return token.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table table={token as Tokens.Table} inner={inner} />;
    case 'link':
      return (
        <Link target={targetOf(token.href, page)} onOpen={onOpen}>
          {inner(token.tokens)}
        </Link>
      );
    default:
      return <>{'tokens' in token && token.tokens ? inner(token.tokens) : 'text' in token ? token.text : ''}</>;
  }
}

function Table({ table, inner }: { table: Tokens.Table; inner: ElementProps['inner'] }) {
  return (
    <table class="plain">
      <thead>
        <tr>
          {table.header.map((cell) => (
            <th key={cell.text} scope="col">
              {inner(cell.tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.map(({ text }) => text).join()}>
            {row.map((cell, i) => (
              <td key={table.header[i]!.text}>{inner(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LinkProps {
  target: ReturnType<typeof targetOf>;
  onOpen(link: DocsLink): void;
  children: ComponentChildren;
}

function Link({ target, onOpen, children }: LinkProps) {
  // A file of the repository that did not come along.
  if (target === null) return <>{children}</>;
  if (typeof target === 'string') {
    return (
      <a class="link" href={target} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <button type="button" class="link" onClick={() => onOpen(target)}>
      {children}
    </button>
  );
}
