data "aws_iam_policy_document" "all" {
  # ruleid: terraform-wildcard-policy
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "all" {
  name = "all"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # ruleid: terraform-wildcard-policy
      {
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.app.name
  # ruleid: terraform-wildcard-policy
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
