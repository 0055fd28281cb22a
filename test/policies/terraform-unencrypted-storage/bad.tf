# ruleid: terraform-unencrypted-storage
resource "aws_db_instance" "shop" {
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}

# ruleid: terraform-unencrypted-storage
resource "aws_rds_cluster" "shop" {
  engine            = "aurora-postgresql"
  storage_encrypted = false
}

# ruleid: terraform-unencrypted-storage
resource "aws_ebs_volume" "data" {
  availability_zone = "eu-central-1a"
  size              = 10
}

# ruleid: terraform-unencrypted-storage
resource "aws_efs_file_system" "data" {
  creation_token = "data"
}
