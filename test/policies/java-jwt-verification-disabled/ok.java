class Tokens {
  Object jjwt(String token, SecretKey key) {
    // ok: java-jwt-verification-disabled
    return Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
  }

  Object older(String token, String key) {
    // ok: java-jwt-verification-disabled
    return Jwts.parser().setSigningKey(key).parseClaimsJws(token).getBody();
  }

  Object auth0(String token, RSAPublicKey key) {
    // ok: java-jwt-verification-disabled
    return JWT.require(Algorithm.RSA256(key)).build().verify(token);
  }

  Object other(String text) {
    // ok: java-jwt-verification-disabled
    return Parsers.parser().parse(text);
  }
}
