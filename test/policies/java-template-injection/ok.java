class Pages {
  void constant(HttpServletRequest request, Configuration configuration, Map<String, Object> model, Writer out) throws Exception {
    model.put("name", request.getParameter("name"));
    // ok: java-template-injection
    configuration.getTemplate("page.ftl").process(model, out);
  }

  void context(HttpServletRequest request, VelocityContext context, StringWriter out) {
    context.put("name", request.getParameter("name"));
    // ok: java-template-injection
    Velocity.evaluate(context, out, "page", "Hello $name");
  }

  @GetMapping("/help")
  String view(@RequestParam String section, Model model) {
    model.addAttribute("section", section);
    // ok: java-template-injection
    return "help";
  }

  @GetMapping("/go/{id}")
  String redirect(@PathVariable Long id) {
    // ok: java-template-injection
    return "redirect:/items/" + id;
  }
}
