declare module '*.md?page' {
  const page: readonly import('../../../core/docs/section').DocToken[];
  export default page;
}
