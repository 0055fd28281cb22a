class Settings {
  // ruleid: java-hardcoded-credential
  private static final String JWT_SECRET = "k4uZq1vQ7dPq2";

  Connection connect() throws Exception {
    // ruleid: java-hardcoded-credential
    return DriverManager.getConnection("jdbc:mysql://db/shop", "app", "T0pSecretDb");
  }

  Object key() {
    // ruleid: java-hardcoded-credential
    return new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
  }

  boolean login(String password) {
    // ruleid: java-hardcoded-credential
    return password.equals("s3cr3t-door");
  }
}
