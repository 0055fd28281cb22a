package shop.payments.charge;

import java.util.Currency;

/** An amount in the currency's smallest unit. */
public record Money(long minor, Currency currency) {
    public Money {
        if (minor < 0) {
            throw new IllegalArgumentException("An amount is never negative: " + minor);
        }
    }

    public Money plus(Money other) {
        requireSame(other);
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    public Money minus(Money other) {
        requireSame(other);
        return new Money(Math.subtractExact(minor, other.minor), currency);
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix " + currency + " and " + other.currency);
        }
    }
}
