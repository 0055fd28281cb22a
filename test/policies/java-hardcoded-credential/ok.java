class Settings {
  // ok: java-hardcoded-credential
  private static final String JWT_SECRET = System.getenv("JWT_SECRET");
  // ok: java-hardcoded-credential
  private static final String PASSWORD = "password";
  // ok: java-hardcoded-credential
  private static final String JWT_SECRET_KEY = "${jwt.secret}";

  Connection connect(String password) throws Exception {
    // ok: java-hardcoded-credential
    return DriverManager.getConnection("jdbc:mysql://db/shop", "app", password);
  }

  Connection local() throws Exception {
    // ok: java-hardcoded-credential
    return DriverManager.getConnection("jdbc:h2:mem:shop", "sa", "");
  }

  boolean empty(String password) {
    // ok: java-hardcoded-credential
    return password.equals("");
  }
}
