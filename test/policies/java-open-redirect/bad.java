class Login {
  void servlet(HttpServletRequest request, HttpServletResponse response) throws Exception {
    // ruleid: java-open-redirect
    response.sendRedirect(request.getParameter("next"));
  }

  @GetMapping("/go")
  String spring(@RequestParam String target) {
    // ruleid: java-open-redirect
    return "redirect:" + target;
  }

  @GetMapping("/view")
  RedirectView view(@RequestParam String url) {
    // ruleid: java-open-redirect
    return new RedirectView(url);
  }
}
