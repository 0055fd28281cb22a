class Tokens {
  Object jjwt(String token, String key) {
    // ruleid: java-jwt-verification-disabled
    return Jwts.parser().setSigningKey(key).parse(token).getBody();
  }

  Object unsecured(String token) {
    // ruleid: java-jwt-verification-disabled
    return Jwts.parser().unsecured().build().parseUnsecuredClaims(token);
  }

  String none(String user) {
    // ruleid: java-jwt-verification-disabled
    return JWT.create().withSubject(user).sign(Algorithm.none());
  }

  Object verifier(String token) {
    // ruleid: java-jwt-verification-disabled
    return JWT.require(Algorithm.none()).build().verify(token);
  }
}
