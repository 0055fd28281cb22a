package shop.payments.charge;

public class RefundRefused extends RuntimeException {
    public RefundRefused(String message) {
        super(message);
    }
}
