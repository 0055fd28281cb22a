package shop.payments.charge;

import java.sql.Timestamp;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class JdbcChargeStore implements ChargeStore {
    private final JdbcTemplate jdbc;

    JdbcChargeStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Charge> find(UUID id) {
        return jdbc.query("SELECT * FROM charge WHERE id = ?", (row, number) -> {
            Currency currency = Currency.getInstance(row.getString("currency"));
            return new Charge(
                    UUID.fromString(row.getString("id")),
                    row.getLong("order_id"),
                    new Money(row.getLong("amount"), currency),
                    new Money(row.getLong("refunded"), currency),
                    row.getTimestamp("at").toInstant());
        }, id.toString()).stream().findFirst();
    }

    @Override
    public void save(Charge charge) {
        int changed = jdbc.update("UPDATE charge SET refunded = ? WHERE id = ?",
                charge.refunded().minor(), charge.id().toString());
        if (changed == 0) {
            jdbc.update("INSERT INTO charge (id, order_id, amount, refunded, currency, at) VALUES (?, ?, ?, ?, ?, ?)",
                    charge.id().toString(), charge.orderId(), charge.amount().minor(), charge.refunded().minor(),
                    charge.amount().currency().getCurrencyCode(), Timestamp.from(charge.at()));
        }
    }
}
