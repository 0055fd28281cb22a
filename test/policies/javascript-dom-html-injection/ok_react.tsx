export function Note() {
  const params = new URLSearchParams(window.location.search);
  // ok: javascript-dom-html-injection
  return <div>{params.get('note')}</div>;
}

export function Clean() {
  const params = new URLSearchParams(window.location.search);
  // ok: javascript-dom-html-injection
  return <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(params.get('note') ?? '') }} />;
}
