class Login {
  void path(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ok: java-open-redirect
    response.sendRedirect("/users/" + request.getParameter("id"));
  }

  void own(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ok: java-open-redirect
    response.sendRedirect(request.getContextPath() + "/login");
  }

  @GetMapping("/owner/{id}")
  String spring(@PathVariable String id) {
    // ok: java-open-redirect
    return "redirect:/owners/" + id;
  }

  void checked(HttpServletRequest request, HttpServletResponse response) throws Exception {
    String target = request.getParameter("next");
    if (!isSafeRedirect(target)) {
      return;
    }
    // ok: java-open-redirect
    response.sendRedirect(target);
  }
}
