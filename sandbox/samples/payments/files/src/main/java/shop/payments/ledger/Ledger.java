package shop.payments.ledger;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import shop.payments.charge.Money;

/** Rows are added and never changed. */
@Component
public class Ledger {
    private final JdbcTemplate jdbc;

    public Ledger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void record(String kind, String reference, Money amount) {
        jdbc.update("INSERT INTO ledger (kind, reference, amount, currency) VALUES (?, ?, ?, ?)",
                kind, reference, amount.minor(), amount.currency().getCurrencyCode());
    }
}
