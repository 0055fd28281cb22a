class Hello {
  void writer(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ruleid: java-html-injection
    response.getWriter().println("<h1>Hello " + request.getParameter("name") + "</h1>");
  }

  void variable(HttpServletRequest request, HttpServletResponse response) throws Exception {
    PrintWriter out = response.getWriter();
    String name = request.getParameter("name");
    // ruleid: java-html-injection
    out.print("<p>" + name);
  }

  @GetMapping(value = "/card", produces = "text/html")
  @ResponseBody
  String card(@RequestParam String name) {
    // ruleid: java-html-injection
    return "<div>" + name + "</div>";
  }
}
