export function Comment(props) {
  // ruleid: javascript-react-raw-html
  return <div dangerouslySetInnerHTML={{ __html: props.comment.html }} />;
}

export function Title({ title }) {
  // ruleid: javascript-react-raw-html
  return <h1 dangerouslySetInnerHTML={{ __html: title }} />;
}

export function Made({ name }) {
  // ruleid: javascript-react-raw-html
  return <p dangerouslySetInnerHTML={{ __html: `<b>${name}</b>` }} />;
}
