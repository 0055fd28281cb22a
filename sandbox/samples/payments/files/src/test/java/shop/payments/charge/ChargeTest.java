package shop.payments.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChargeTest {
    @Test
    void whatIsLeftCanBeRefunded() {
        Currency eur = Currency.getInstance("EUR");
        Charge charge = new Charge(UUID.randomUUID(), 7, new Money(1000, eur), new Money(400, eur), Instant.EPOCH);
        assertEquals(new Money(600, eur), charge.refundable());
    }
}
