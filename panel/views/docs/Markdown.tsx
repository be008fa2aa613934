import type { ComponentChildren } from 'preact';
import { type DocsLink, type DocsPage, targetOf } from '../../../core/docs/links';
import type { Cell, DocToken, Head } from '../../../core/docs/section';

interface MarkdownProps {
  tokens: readonly DocToken[];
  page: DocsPage;
  onOpen(link: DocsLink): void;
}

/** Parsed Markdown as elements: what the docs use, and as text whatever else there is. */
export function Markdown({ tokens, page, onOpen }: MarkdownProps) {
  const inner = (list: readonly DocToken[] | undefined): ComponentChildren =>
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
  token: DocToken;
  inner(list: readonly DocToken[] | undefined): ComponentChildren;
}

function Element({ token, inner, page, onOpen }: ElementProps) {
  switch (token.type) {
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
      const items = token.items!.map((item, i) => <li key={i}>{inner(item)}</li>);
      return token.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table header={token.header!} rows={token.rows!} inner={inner} />;
    case 'link':
      return (
        <Link target={targetOf(token.href!, page)} onOpen={onOpen}>
          {inner(token.tokens)}
        </Link>
      );
    default:
      return <>{token.tokens ? inner(token.tokens) : token.text}</>;
  }
}

interface TableProps extends Pick<ElementProps, 'inner'> {
  header: readonly Head[];
  rows: readonly (readonly Cell[])[];
}

function Table({ header, rows, inner }: TableProps) {
  return (
    <table class="plain">
      <thead>
        <tr>
          {header.map(({ text, tokens }) => (
            <th key={text} scope="col">
              {inner(tokens)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map(({ tokens }, at) => (
              <td key={header[at]!.text}>{inner(tokens)}</td>
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
