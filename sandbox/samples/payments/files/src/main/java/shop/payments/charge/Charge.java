package shop.payments.charge;

import java.time.Instant;
import java.util.UUID;

public record Charge(UUID id, long orderId, Money amount, Money refunded, Instant at) {
    public Money refundable() {
        return amount.minus(refunded);
    }
}
