resource "aws_security_group" "shop" {
  name = "shop"
  # ruleid: terraform-open-ingress
  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  # ruleid: terraform-open-ingress
  ingress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

# ruleid: terraform-open-ingress
resource "aws_security_group_rule" "desktop" {
  type              = "ingress"
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
  security_group_id = aws_security_group.shop.id
}

# ruleid: terraform-open-ingress
resource "aws_vpc_security_group_ingress_rule" "login" {
  security_group_id = aws_security_group.shop.id
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

# ruleid: terraform-open-ingress
resource "google_compute_firewall" "login" {
  name    = "login"
  network = "default"
  allow {
    protocol = "tcp"
    ports    = ["22"]
  }
  source_ranges = ["0.0.0.0/0"]
}
