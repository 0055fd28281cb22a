class Calculator {
  Object constant(HttpServletRequest request, ExpressionParser parser, StandardEvaluationContext context) {
    context.setVariable("name", request.getParameter("name"));
    // ok: java-expression-injection
    return parser.parseExpression("#name.length()").getValue(context);
  }

  Object number(HttpServletRequest request, ScriptEngine engine) throws Exception {
    // ok: java-expression-injection
    return engine.eval("1 + " + Integer.parseInt(request.getParameter("n")));
  }

  Object known(HttpServletRequest request, ExpressionParser parser) {
    String path = request.getParameter("path");
    if (!ALLOWED.contains(path)) {
      return null;
    }
    // ok: java-expression-injection
    return parser.parseExpression(path).getValue();
  }
}
