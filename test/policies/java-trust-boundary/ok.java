import java.util.Map;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

class Roles extends HttpServlet {
  private static final Map<String, String> THEMES = Map.of("dark", "dark");

  public void doPost(HttpServletRequest request, HttpServletResponse response) {
    User user = users.findByName(request.getParameter("name"));
    // ok: java-trust-boundary
    request.getSession().setAttribute("userId", user.getId());
    // ok: java-trust-boundary
    request.getSession().setAttribute("page", Integer.parseInt(request.getParameter("page")));
    // ok: java-trust-boundary
    request.getSession().setAttribute("theme", THEMES.get(request.getParameter("theme")));
    // ok: java-trust-boundary
    request.setAttribute("name", request.getParameter("name"));
  }

  public void doGet(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(true);
    String account = always(request.getHeader("X-Account"));
    // ok: java-trust-boundary
    session.setAttribute("account", account);
  }

  private String always(String account) {
    int level = 3;
    String result;
    if (level * 2 > 4) result = "guest";
    else result = account;
    return result;
  }
}
