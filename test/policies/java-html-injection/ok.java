class Hello {
  void escaped(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ok: java-html-injection
    response.getWriter().println("<h1>" + Encode.forHtml(request.getParameter("name")) + "</h1>");
  }

  void plain(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.setContentType("text/plain");
    // ok: java-html-injection
    response.getWriter().println("Hello " + request.getParameter("name"));
  }

  void json(HttpServletRequest request, HttpServletResponse response) throws Exception {
    response.setContentType("application/json");
    // ok: java-html-injection
    response.getWriter().println(request.getParameter("name"));
  }

  @GetMapping("/hello")
  String view(@RequestParam String name, Model model) {
    model.addAttribute("name", name);
    // ok: java-html-injection
    return "hello";
  }
}
