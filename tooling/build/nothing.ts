/** Stands for a package that is left out. */
export default null;
