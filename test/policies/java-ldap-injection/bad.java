class People {
  void find(HttpServletRequest request, DirContext context, SearchControls controls) throws Exception {
    String name = request.getParameter("name");
    // ruleid: java-ldap-injection
    context.search("ou=people", "(uid=" + name + ")", controls);
  }

  @GetMapping("/person")
  Object person(@RequestParam String mail, LdapTemplate ldapTemplate) {
    String filter = String.format("(&(objectClass=person)(mail=%s))", mail);
    // ruleid: java-ldap-injection
    return ldapTemplate.search("ou=people", filter, mapper);
  }

  void typed(HttpServletRequest request, InitialDirContext directory) throws Exception {
    // ruleid: java-ldap-injection
    directory.search("ou=people", "(cn=" + request.getHeader("cn") + ")", new Object[0], null);
  }
}
