class Users {
  Object variable(HttpServletRequest request, XPath xpath, Document document) throws Exception {
    String name = request.getParameter("name");
    xpath.setXPathVariableResolver(variable -> name);
    // ok: java-xpath-injection
    return xpath.evaluate("//user[@name=$name]", document);
  }

  Object number(HttpServletRequest request, XPath xpath, Document document) throws Exception {
    int index = Integer.parseInt(request.getParameter("index"));
    // ok: java-xpath-injection
    return xpath.evaluate("//user[" + index + "]", document);
  }

  boolean other(HttpServletRequest request, Rules rules) {
    // ok: java-xpath-injection
    return rules.evaluate(request.getParameter("name"));
  }
}
