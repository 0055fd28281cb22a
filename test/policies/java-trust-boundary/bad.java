import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

class Roles extends HttpServlet {
  public void doPost(HttpServletRequest request, HttpServletResponse response) {
    String role = request.getParameter("role");
    // ruleid: java-trust-boundary
    request.getSession().setAttribute("role", role);
  }

  public void doGet(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(true);
    for (javax.servlet.http.Cookie cookie : request.getCookies()) {
      // ruleid: java-trust-boundary
      session.setAttribute(cookie.getName(), "1");
    }
  }

  void store(javax.servlet.http.HttpServletRequest request, javax.servlet.http.HttpSession session) {
    String account = choose(request.getHeader("X-Account"), 3);
    // ruleid: java-trust-boundary
    session.putValue("account", account);
  }

  private String choose(String account, int level) {
    String result;
    if (level * 2 > 4) result = "guest";
    else result = account;
    return result;
  }
}
