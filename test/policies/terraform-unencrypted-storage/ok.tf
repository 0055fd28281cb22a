# ok: terraform-unencrypted-storage
resource "aws_db_instance" "shop" {
  engine            = "postgres"
  storage_encrypted = true
}

# ok: terraform-unencrypted-storage
resource "aws_db_instance" "replica" {
  replicate_source_db = "shop"
}

# ok: terraform-unencrypted-storage
resource "aws_ebs_volume" "data" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true
}

# ok: terraform-unencrypted-storage
resource "aws_efs_file_system" "data" {
  creation_token = "data"
  encrypted      = var.encrypted
}

# ok: terraform-unencrypted-storage
resource "aws_s3_bucket" "files" {
  bucket = "files"
}
