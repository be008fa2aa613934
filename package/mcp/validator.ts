/**
 * What @modelcontextprotocol/server asks of its platform, without the JSON Schema validator that it
 * brings along (a third of its size): that checks answers to elicitations, and we ask for none.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error('This server asks for no input.');
  }
}

// Not imported: the library stands in the archive, where nothing can be.
const { process } = globalThis;

export { process };
