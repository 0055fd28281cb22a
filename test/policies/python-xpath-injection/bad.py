from flask import Flask, request
from lxml import etree

app = Flask(__name__)
tree = etree.parse("users.xml")


@app.route("/user")
def user():
    name = request.args.get("name")
    # ruleid: python-xpath-injection
    return {"found": tree.xpath("//user[@name='" + name + "']")}


def compiled(request):
    # ruleid: python-xpath-injection
    find = etree.XPath(f"//user[@id={request.GET['id']}]")
    return find(tree)


def with_element_tree(request, root):
    # ruleid: python-xpath-injection
    return root.findall(".//item[@kind='%s']" % request.POST["kind"])
