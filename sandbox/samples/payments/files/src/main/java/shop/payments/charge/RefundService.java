package shop.payments.charge;

import java.util.UUID;
import org.springframework.stereotype.Service;
import shop.payments.ledger.Ledger;

@Service
public class RefundService {
    private final ChargeStore charges;
    private final Ledger ledger;

    public RefundService(ChargeStore charges, Ledger ledger) {
        this.charges = charges;
        this.ledger = ledger;
    }

    /** Gives back part or all of a charge, never more than is left of it. */
    public Charge refund(UUID chargeId, Money amount) {
        Charge charge = charges.find(chargeId)
                .orElseThrow(() -> new RefundRefused("There is no charge " + chargeId));
        if (amount.minor() > charge.refundable().minor()) {
            throw new RefundRefused("Only " + charge.refundable().minor() + " of charge " + chargeId + " are left");
        }
        Charge refunded = new Charge(charge.id(), charge.orderId(), charge.amount(),
                charge.refunded().plus(amount), charge.at());
        charges.save(refunded);
        ledger.record("refund", chargeId.toString(), amount);
        return refunded;
    }
}
