class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  void login(HttpServletRequest request) {
    String name = request.getParameter("name").replaceAll("[\\r\\n]", "_");
    // ok: java-log-injection
    log.info("login of {}", name);
    // ok: java-log-injection
    log.info("page {}", Integer.parseInt(request.getParameter("page")));
    // ok: java-log-injection
    log.info("login");
  }

  @GetMapping("/item/{id}")
  void item(@PathVariable Long id) {
    // ok: java-log-injection
    log.info("item {}", id);
  }
}
