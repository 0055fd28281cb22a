class Login {
  void missing(HttpServletResponse response, String value) {
    Cookie cookie = new Cookie("session", value);
    // ruleid: java-insecure-cookie
    response.addCookie(cookie);
  }

  void off(HttpServletResponse response, Cookie cookie) {
    // ruleid: java-insecure-cookie
    cookie.setSecure(false);
    response.addCookie(cookie);
  }

  Object built(String value) {
    // ruleid: java-insecure-cookie
    return ResponseCookie.from("authToken", value).httpOnly(true).secure(false).build();
  }
}
