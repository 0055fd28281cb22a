package shop;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

class SafeUserController {
  private static final Map<String, String> COLUMNS = Map.of("name", "u.name");
  private static final List<String> ORDERS = List.of("ASC", "DESC");
  private JdbcTemplate jdbc;

  ResultSet bound(HttpServletRequest request, Connection connection) throws Exception {
    // ok: java-sql-injection
    PreparedStatement statement = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
    statement.setString(1, request.getParameter("name"));
    return statement.executeQuery();
  }

  @GetMapping("/users")
  List<User> search(@RequestParam("name") String name) {
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM users WHERE name = ?", mapper, name);
  }

  @GetMapping("/users/{id}")
  User one(@PathVariable Long id) {
    // ok: java-sql-injection
    return jdbc.queryForObject("SELECT * FROM users WHERE id = " + id, mapper);
  }

  List<User> page(HttpServletRequest request) {
    int page = Integer.parseInt(request.getParameter("page"));
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM users LIMIT 20 OFFSET " + page * 20, mapper);
  }

  @GetMapping("/sorted")
  List<User> sorted(@RequestParam String sort) {
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM users u ORDER BY " + COLUMNS.get(sort), mapper);
  }

  @GetMapping("/directed")
  List<User> directed(@RequestParam String direction) {
    if (!ORDERS.contains(direction)) {
      throw new IllegalArgumentException("ASC or DESC");
    }
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM users ORDER BY name " + direction, mapper);
  }

  List<User> internal(String table) {
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM " + table, mapper);
  }

  @GetMapping("/orders")
  List<Order> stored(@RequestParam String name) {
    User user = users.findByName(name);
    // ok: java-sql-injection
    return jdbc.query("SELECT * FROM orders WHERE owner = " + user.getNumber(), mapper);
  }
}
