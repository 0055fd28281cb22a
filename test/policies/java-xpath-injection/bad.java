class Users {
  Object find(HttpServletRequest request, XPath xpath, Document document) throws Exception {
    String name = request.getParameter("name");
    // ruleid: java-xpath-injection
    return xpath.evaluate("//user[@name='" + name + "']", document);
  }

  @GetMapping("/item")
  Object item(@RequestParam String kind, Document document) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    // ruleid: java-xpath-injection
    return xpath.compile(String.format("//item[@kind='%s']", kind)).evaluate(document);
  }

  Object selected(HttpServletRequest request, org.dom4j.Document document) {
    // ruleid: java-xpath-injection
    return document.selectNodes("//a[@b='" + request.getHeader("b") + "']");
  }
}
