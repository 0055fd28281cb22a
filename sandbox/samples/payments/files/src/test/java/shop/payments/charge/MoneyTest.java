package shop.payments.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class MoneyTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void addsUp() {
        assertEquals(new Money(300, EUR), new Money(100, EUR).plus(new Money(200, EUR)));
    }

    @Test
    void refusesMixedCurrencies() {
        Money dollars = new Money(1, Currency.getInstance("USD"));
        assertThrows(IllegalArgumentException.class, () -> dollars.plus(new Money(1, EUR)));
    }
}
