class Calculator {
  @GetMapping("/calculate")
  Object spring(@RequestParam String formula) {
    ExpressionParser parser = new SpelExpressionParser();
    // ruleid: java-expression-injection
    return parser.parseExpression(formula).getValue();
  }

  Object script(HttpServletRequest request) throws Exception {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("js");
    // ruleid: java-expression-injection
    return engine.eval("1 + " + request.getParameter("n"));
  }

  Object ognl(HttpServletRequest request, Object root) throws Exception {
    // ruleid: java-expression-injection
    return Ognl.getValue(request.getParameter("path"), root);
  }

  Object groovy(HttpServletRequest request) {
    // ruleid: java-expression-injection
    return new GroovyShell().evaluate(request.getParameter("script"));
  }
}
