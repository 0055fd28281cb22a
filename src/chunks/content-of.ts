/** Whether a file is code or documentation, by its path. Content is never asked: it belongs to whoever wrote it. */
export function contentOf(path: string): 'code' | 'text' {
  return /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|textile)$/iu.test(path) ||
    /(?:^|\/)(?:readme|license|changelog|changes|contributing|authors)[^/]*$/iu.test(path)
    ? 'text'
    : 'code';
}
