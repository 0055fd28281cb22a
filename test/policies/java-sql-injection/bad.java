package shop;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

class UserController {
  private JdbcTemplate jdbc;
  private EntityManager entities;

  ResultSet find(HttpServletRequest request, Connection connection) throws Exception {
    String name = request.getParameter("name");
    Statement statement = connection.createStatement();
    // ruleid: java-sql-injection
    return statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
  }

  ResultSet header(HttpServletRequest request, Connection connection) throws Exception {
    String query = String.format("SELECT * FROM users WHERE tenant = '%s'", request.getHeader("X-Tenant"));
    // ruleid: java-sql-injection
    return connection.prepareStatement(query).executeQuery();
  }

  @GetMapping("/users")
  List<User> search(@RequestParam("name") String name) {
    // ruleid: java-sql-injection
    return jdbc.query("SELECT * FROM users WHERE name LIKE '%" + name + "%'", mapper);
  }

  @GetMapping("/orders/{kind}")
  List<Order> orders(@PathVariable String kind) {
    String text = "from Order o where o.kind = '" + kind + "'";
    // ruleid: java-sql-injection
    return entities.createQuery(text).getResultList();
  }

  @PostMapping("/filter")
  List<User> filter(@RequestBody Filter filter) {
    // ruleid: java-sql-injection
    return jdbc.queryForList("SELECT * FROM users ORDER BY " + filter.getOrder());
  }
}
