class Pages {
  void freemarker(HttpServletRequest request, Configuration configuration, Writer out) throws Exception {
    // ruleid: java-template-injection
    Template template = new Template("page", new StringReader("Hello " + request.getParameter("name")), configuration);
    template.process(null, out);
  }

  void velocity(HttpServletRequest request, VelocityContext context, StringWriter out) {
    String text = request.getParameter("template");
    // ruleid: java-template-injection
    Velocity.evaluate(context, out, "page", text);
  }

  @GetMapping("/help")
  String thymeleaf(@RequestParam String section) {
    // ruleid: java-template-injection
    return "help :: " + section;
  }
}
