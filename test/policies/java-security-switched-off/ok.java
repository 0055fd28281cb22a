class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    // ok: java-security-switched-off
    http.csrf(csrf -> csrf.ignoringRequestMatchers("/hooks/**"));
    return http.build();
  }

  SecurityFilterChain stateless(HttpSecurity http) throws Exception {
    http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    // ok: java-security-switched-off
    http.csrf(csrf -> csrf.disable());
    return http.build();
  }

  void origins(CorsConfiguration cors) {
    cors.setAllowCredentials(true);
    // ok: java-security-switched-off
    cors.addAllowedOrigin("https://app.example.com");
  }
}
