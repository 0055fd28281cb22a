const LOGO = '<svg></svg>';

export function Comment(props) {
  // ok: javascript-react-raw-html
  return <div>{props.comment.html}</div>;
}

export function Clean({ title }) {
  // ok: javascript-react-raw-html
  return <h1 dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(title) }} />;
}

export function Constant() {
  // ok: javascript-react-raw-html
  return <p dangerouslySetInnerHTML={{ __html: '<b>fixed</b>' }} />;
}

export function Logo() {
  // ok: javascript-react-raw-html
  return <p dangerouslySetInnerHTML={{ __html: LOGO }} />;
}

export function LinkedData({ data }) {
  // ok: javascript-react-raw-html
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(data) }} />;
}
