import { lexer, type Token, type Tokens } from 'marked';
import type { DocToken, Head } from './section';

/** A page in Markdown as tokens. When it is built: a panel, a viewer and a report have no Markdown parser. */
export const parsePage = (markdown: string): DocToken[] => tokensOf(lexer(markdown));

const tokensOf = (tokens: readonly Token[]): DocToken[] => tokens.filter(({ type }) => type !== 'space').map(tokenOf);

function tokenOf(token: Token): DocToken {
  const { type } = token;
  switch (type) {
    case 'heading':
      return { type, text: token.text, depth: token.depth, tokens: inner(token) };
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return { type, ordered, items: items.map((item) => inner(item)) };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return {
        type,
        header: header.map(headOf),
        rows: rows.map((row) => row.map(({ tokens }) => ({ tokens: tokensOf(tokens) }))),
      };
    }
    case 'link':
      return { type, href: token.href, tokens: inner(token) };
    default:
      return 'tokens' in token && token.tokens
        ? { type, tokens: inner(token) }
        : { type, text: 'text' in token ? token.text : '' };
  }
}

const inner = (token: { tokens?: Token[] }): DocToken[] => tokensOf(token.tokens ?? []);
const headOf = ({ text, tokens }: Tokens.TableCell): Head => ({ text, tokens: tokensOf(tokens) });
