export function Note() {
  const params = new URLSearchParams(window.location.search);
  const note = params.get('note') ?? '';
  // ruleid: javascript-dom-html-injection
  return <div dangerouslySetInnerHTML={{ __html: note }} />;
}

export function Hook() {
  const search = useSearchParams();
  // ruleid: javascript-dom-html-injection
  return <p dangerouslySetInnerHTML={{ __html: search.get('text') ?? '' }} />;
}
