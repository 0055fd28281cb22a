package xml;

import jakarta.servlet.http.HttpServletRequest;
import java.io.StringReader;
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

class XmlController {
  Document dom(HttpServletRequest request) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    DocumentBuilder builder = factory.newDocumentBuilder();
    // ruleid: java-xml-external-entities
    return builder.parse(request.getInputStream());
  }

  @PostMapping("/feed")
  void sax(@RequestBody String feed) throws Exception {
    SAXParserFactory factory = SAXParserFactory.newInstance();
    SAXParser parser = factory.newSAXParser();
    // ruleid: java-xml-external-entities
    parser.parse(new InputSource(new StringReader(feed)), handler);
  }

  XMLStreamReader stax(HttpServletRequest request) throws Exception {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    // ruleid: java-xml-external-entities
    return factory.createXMLStreamReader(request.getReader());
  }
}
