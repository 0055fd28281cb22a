class Login {
  private static final Logger log = LoggerFactory.getLogger(Login.class);

  void login(HttpServletRequest request) {
    String name = request.getParameter("name");
    // ruleid: java-log-injection
    log.info("login of {}", name);
    // ruleid: java-log-injection
    log.warn("strange agent " + request.getHeader("User-Agent"));
  }

  @PostMapping("/reset")
  void reset(@RequestBody String body) {
    // ruleid: java-log-injection
    log.error(String.format("body %s", body));
  }
}
