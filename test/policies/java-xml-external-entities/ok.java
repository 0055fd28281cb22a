package xml;

import jakarta.servlet.http.HttpServletRequest;
import java.io.File;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SafeXmlController {
  Document dom(HttpServletRequest request) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    // ok: java-xml-external-entities
    return builder.parse(request.getInputStream());
  }

  @PostMapping("/feed")
  void sax(@RequestBody String feed) throws Exception {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    SAXParser parser = factory.newSAXParser();
    // ok: java-xml-external-entities
    parser.parse(new InputSource(new StringReader(feed)), handler);
  }

  XMLStreamReader stax(HttpServletRequest request) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    // ok: java-xml-external-entities
    return factory.createXMLStreamReader(request.getReader());
  }

  Document own(File file) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    // ok: java-xml-external-entities
    return builder.parse(file);
  }
}
