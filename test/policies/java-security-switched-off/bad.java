class Security {
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    // ruleid: java-security-switched-off
    http.csrf(csrf -> csrf.disable());
    return http.build();
  }

  SecurityFilterChain older(HttpSecurity http) throws Exception {
    // ruleid: java-security-switched-off
    http.csrf().disable();
    return http.build();
  }

  SecurityFilterChain reference(HttpSecurity http) throws Exception {
    // ruleid: java-security-switched-off
    http.csrf(AbstractHttpConfigurer::disable);
    return http.build();
  }

  void origins(CorsConfiguration cors) {
    cors.setAllowCredentials(true);
    // ruleid: java-security-switched-off
    cors.addAllowedOriginPattern("*");
  }
}
